using System.Globalization;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Tests.Diagrams;

/// <summary>Diagrams of workflows, compared with those in <c>Expected</c>.</summary>
public class DiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("two-stage")]
    [InlineData("gate")]
    public void Diagrams_are_as_expected(string name)
    {
        var workflow = Workflow.Parse(File.ReadAllText(Expected(name + ".json")));
        Assert.Equal(File.ReadAllText(Expected(name + ".mmd")), WorkflowDiagram.Mermaid(workflow), ignoreLineEndingDifferences: true);
        Assert.Equal(File.ReadAllText(Expected(name + ".dot")), WorkflowDiagram.Dot(workflow), ignoreLineEndingDifferences: true);
        Assert.Equal(File.ReadAllText(Expected(name + ".svg")), WorkflowDiagram.Svg(workflow), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_workflow_built_in_code_is_drawn_like_its_json()
    {
        var image = Input.Image();
        var detect = new ObjectDetectionV3("detect", image, "a/1");
        var workflow = Workflow.Create("built").WithOutput("all", detect).WithOutput("found", detect.Predictions, CoordinatesSystem.Own);
        Assert.Equal(WorkflowDiagram.Svg(workflow), WorkflowDiagram.Svg(Workflow.Parse(workflow.ToJson())));
    }

    [Fact]
    public void An_empty_workflow_has_a_diagram()
    {
        var workflow = Workflow.Create();
        Assert.NotEmpty(XDocument.Parse(WorkflowDiagram.Svg(workflow)).Root!.Elements());
        Assert.Equal("flowchart TD\n", WorkflowDiagram.Mermaid(workflow));
        Assert.StartsWith("digraph", WorkflowDiagram.Dot(workflow), StringComparison.Ordinal);
    }

    [Fact]
    public void Boxes_do_not_overlap_and_stay_inside()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var document = XDocument.Parse(WorkflowDiagram.Svg(Random(new Random(seed))));
            double width = Number(document.Root!, "width"), height = Number(document.Root!, "height");
            var offset = document.Root!.Element(Svg + "g")!.Attribute("transform")!.Value["translate(".Length..^1].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            var boxes = document.Descendants(Svg + "g").Elements(Svg + "g").Select(node => node.Elements(Svg + "rect").Last()).Select(rect =>
                (Left: Number(rect, "x") + offset[0], Top: Number(rect, "y") + offset[1], Right: Number(rect, "x") + Number(rect, "width") + offset[0], Bottom: Number(rect, "y") + Number(rect, "height") + offset[1])).ToList();
            return boxes.TrueForAll(box => box.Left >= 0 && box.Top >= 0 && box.Right <= width && box.Bottom <= height)
                && boxes.Select((box, i) => boxes.Skip(i + 1).All(other => box.Right <= other.Left || other.Right <= box.Left || box.Bottom <= other.Top || other.Bottom <= box.Top)).All(apart => apart);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void A_thousand_steps_are_drawn()
    {
        var image = Input.Image();
        var workflow = Workflow.Create();
        ISelector<IAcceptsImage> last = image;
        for (int i = 0; i < 1000; i++)
        {
            var step = new ImageBlurV1($"blur{i}", last);
            last = step.Image;
            workflow = i % 100 == 0 ? workflow.WithOutput($"o{i}", step.Image) : workflow;
        }

        workflow = workflow.WithOutput("last", last);
        Assert.Equal(1 + 1000 + 11, XDocument.Parse(WorkflowDiagram.Svg(workflow)).Descendants(Svg + "g").Elements(Svg + "g").Count());
    }

    // The picture in the README is what the tool draws.
    private static string Expected(string file) => file == "two-stage.svg"
        ? RepositoryFiles.Path("docs", "images", file)
        : RepositoryFiles.Path("tests", "Workflows.CodeFirst.Tests", "Diagrams", "Expected", file);

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Steps that each look at an earlier image, drawn at random.</summary>
    private static Workflow Random(Random random)
    {
        var images = new List<ISelector<IAcceptsImage>> { Input.Image(), Input.Image("second") };
        var workflow = Workflow.Create();
        int count = random.Next(1, 20);
        for (int i = 0; i < count; i++)
        {
            var image = images[random.Next(images.Count)];
            var detect = new ObjectDetectionV3($"detect{i}", image, "a/1");
            var draw = new BoundingBoxVisualizationV1($"draw_{new string('x', random.Next(1, 60))}{i}", image, detect.Predictions);
            images.Add(draw.Image);
            workflow = workflow.WithOutput($"o{i}", random.Next(2) == 0 ? draw.Image : detect.Predictions);
        }

        return workflow;
    }
}
