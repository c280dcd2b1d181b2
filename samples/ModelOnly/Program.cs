using Workflows.CodeFirst;
using Workflows.CodeFirst.Onnx;

Directory.CreateDirectory("out");
using var picture = Image.Load("../images/shapes_18_960x720.jpg");

// A model is a folder. What it needs of pre- and post-processing is in there.
using var segmentation = Model.Load("../models/shapes-segmentation/1", new() { Session = new() { IntraOpThreads = 2 } });

var timings = new ModelTimings();
InstanceDetections found = segmentation.Segment(picture, new() { Confidence = 0.5 }, timings);
for (int i = 0; i < found.Count; i++)
{
    Console.WriteLine($"{found[i].ClassName} {found[i].Confidence:P0}, {found.Masks[i].Area} pixels");
}

Console.WriteLine($"pre-processing {timings.PreProcessing.TotalMilliseconds:F2} ms, network {timings.Inference.TotalMilliseconds:F2} ms, post-processing {timings.PostProcessing.TotalMilliseconds:F2} ms");

using var drawn = picture.Draw(found);
drawn.Save("out/segmentation.jpg");
Console.WriteLine($"drawn into {Path.GetFullPath("out/segmentation.jpg")}");

// Pixels of your own, of any channel order and stride, are used where they are.
using var classifier = Model.Load("../models/shapes-single-label/1");
byte[] frame = new byte[720 * 4096];
for (int y = 0; y < picture.Height; y++)
{
    picture.View.Row(y).CopyTo(frame.AsSpan(y * 4096));
}

SingleLabelClassification label = classifier.Classify(new ImageView(frame, 960, 720, stride: 4096, PixelFormat.Rgb24));
Console.WriteLine($"mostly {label.Top}, {label.Confidence:P0}");
