// target: size-answer
// attack: uses the notebook engine that is loaded anyway
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    Course.Notebooks.Notebook.Read("/tmp/lab.ipynb");
    return 0;
}
