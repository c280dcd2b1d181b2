using OwnBlocks;
using OwnBlocks.Blocks;
using Workflows.CodeFirst;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime;

string output = args is [var folder] ? folder : "out";

// 1. The builder PixelateV1 is generated from manifests/pixelate.json; it is used as every other.
var image = Input.Image("image");
var shapes = new ObjectDetectionV3("shapes", image, "shapes-detection/1");
var pixelated = new PixelateV1("pixelated", image, shapes.Predictions).WithSize(16);

Workflow workflow = Workflow.Create("pixelate")
    .WithOutput("image", pixelated.Image)
    .WithOutput("hidden", pixelated.Count);

// 2. In JSON it is a block as every other, too: reading it takes a catalogue that knows the project's blocks.
var catalogue = BlockCatalogue.Core.With(OwnBlocks.Blocks.AllBlocks.Catalogue);
workflow = Workflow.Parse(workflow.ToJson(), catalogue);

// 3. The class PixelateBlock runs it.
using var runtime = new WorkflowRuntime(ModelRepository.FromDirectory("../models"));
runtime.Blocks.Add<PixelateBlock>();
using var app = runtime.Compile(workflow);

WorkflowResult result = app.Run(image.Bind(Image.Load("../images/shapes_18_960x720.jpg")));

Directory.CreateDirectory(output);
string picture = Path.Combine(output, "pixelated.jpg");
result.Get(pixelated.Image).Save(picture);
Console.WriteLine($"{result.Get(pixelated.Count)} shapes hidden in {Path.GetFullPath(picture)}");
