using Workflows.CodeFirst;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime;

// 1. Author: a keypoint model, and a picture of what it finds. Kinds, names and ranges are checked by the compiler.
var image = Input.Image("image");
var confidence = Input.Parameter(Kind.FloatZeroToOne, "confidence", 0.5);

var pose = new KeypointDetectionV3("pose", image, "shapes-keypoints/1")
    .WithConfidenceMode(BasicConfidenceMode.Custom)
    .WithCustomConfidence(confidence)
    .WithKeypointConfidence(0.3);

var boxes = new BoundingBoxVisualizationV1("boxes", image, pose.Predictions);
var labels = new LabelVisualizationV1("labels", boxes.Image, pose.Predictions);
var skeletons = new KeypointVisualizationV1("skeletons", labels.Image, pose.Predictions);

Workflow workflow = Workflow.Create("shapes-pose")
    .WithOutput("poses", pose.Predictions)
    .WithOutput("preview", skeletons.Image);

// 2. The same workflow as standard JSON, for any other engine or editor.
Directory.CreateDirectory("out");
File.WriteAllText("out/shapes-pose.workflow.json", workflow.ToJson());

// 3. Run it on real pictures with a real model.
using var runtime = new WorkflowRuntime(ModelRepository.FromDirectory("../models"));
using var app = runtime.Compile(workflow);

foreach (string file in new[] { "shapes_18_960x720.jpg", "shapes_01_480x640.jpg" })
{
    WorkflowResult result = app.Run(image.Bind(Image.Load($"../images/{file}")), confidence.Bind(0.35));

    KeypointDetections poses = result.Get(pose.Predictions);
    Console.WriteLine($"{file}: {poses.Count} shapes");
    for (int i = 0; i < poses.Count; i++)
    {
        Console.WriteLine($"  {poses[i].ClassName} {poses[i].Confidence:P0} at {poses[i].Box.CenterX:F0},{poses[i].Box.CenterY:F0}");
        foreach (var keypoint in poses.Keypoints[i])
        {
            Console.WriteLine($"    {keypoint.ClassName} at {keypoint.X:F0},{keypoint.Y:F0}");
        }
    }

    string picture = $"out/{file}";
    result.Get(skeletons.Image).Save(picture);
    Console.WriteLine($"  drawn into {Path.GetFullPath(picture)}");
}
