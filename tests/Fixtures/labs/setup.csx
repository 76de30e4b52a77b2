// The setup of the labs in this folder: the library, as the lessons reference it.
#r "../../../../lib/Course.Vision/bin/TorchSharp.dll"
#r "../../../../lib/Course.Vision/bin/Course.Files.dll"
#r "../../../../lib/Course.Vision/bin/Course.Vision.dll"

using TorchSharp;
using static TorchSharp.torch;
using Course.Vision;

TorchLibrary.Load();
