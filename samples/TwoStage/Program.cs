using Workflows.CodeFirst;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime;

// Two stages: one model finds things, a second one looks at each of them and says what it is.
var image = Input.Image("image");

var detect = new ObjectDetectionV3("detect", image, "shapes-detection/1");
var widened = new DetectionOffsetV1("widened", detect.Predictions, 30, 30);                 // a classifier wants to see some surroundings
var crop = new DynamicCropV1("crop", image, widened.Predictions);                           // one crop a detection: a level deeper
var classify = new SingleLabelClassificationV3("classify", crop.Crops, "shapes-single-label/1");
var renamed = new DetectionsClassesReplacementV1("renamed", widened.Predictions, classify.Predictions);
var boxes = new BoundingBoxVisualizationV1("boxes", image, renamed.Predictions);
var labels = new LabelVisualizationV1("labels", boxes.Image, renamed.Predictions).WithText(LabelText.ClassAndConfidence);

Workflow workflow = Workflow.Create("two-stage")
    .WithOutput("shapes", renamed.Predictions)
    .WithOutput("preview", labels.Image);

// The workflow as JSON, and its graph as a picture.
Directory.CreateDirectory("out");
File.WriteAllText("out/two-stage.workflow.json", workflow.ToJson());
File.WriteAllText("out/two-stage.svg", WorkflowDiagram.Svg(workflow));

using var runtime = new WorkflowRuntime(ModelRepository.FromDirectory("../models"));
using var app = runtime.Compile(workflow);
WorkflowResult result = app.Run(image.Bind(Image.Load("../images/shapes_15_720x480.jpg")));

Detections shapes = result.Get(renamed.Predictions);
for (int i = 0; i < shapes.Count; i++)
{
    Console.WriteLine($"{shapes[i].ClassName} {shapes[i].Confidence:P0} at {shapes[i].Box.CenterX:F0},{shapes[i].Box.CenterY:F0}");
}

result.Get(labels.Image).Save("out/two-stage.jpg");
Console.WriteLine($"drawn into {Path.GetFullPath("out/two-stage.jpg")}");
