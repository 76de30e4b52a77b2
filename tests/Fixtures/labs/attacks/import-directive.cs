// target: size-answer
// attack: runs another notebook
#!import "../5.1-lab.ipynb"
int OutputSize(int input, int kernel, int stride, int padding)
{
    
    return 0;
}
