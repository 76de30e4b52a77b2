// The first cell of every notebook imports this file. Paths are relative to the notebook's folder.
#r "../../lib/Course.Vision/bin/TorchSharp.dll"
#r "../../lib/Course.Vision/bin/SkiaSharp.dll"
#r "../../lib/Course.Vision/bin/Plotly.NET.dll"
#r "../../lib/Course.Vision/bin/Plotly.NET.CSharp.dll"
#r "../../lib/Course.Vision/bin/Course.Files.dll"
#r "../../lib/Course.Vision/bin/Course.Vision.dll"

using System.IO;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Course.Vision;

TorchLibrary.Load();
Live.Connect();
Charts.Script()
