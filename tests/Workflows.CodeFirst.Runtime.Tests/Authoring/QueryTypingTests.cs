using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.CodeFirst.Runtime.Tests.Authoring;

/// <summary>What makes no sense does not compile.</summary>
public sealed class QueryTypingTests
{
    private const string Head = """
        using System;
        using Workflows.CodeFirst;
        using Workflows.CodeFirst.Blocks;

        var image = Input.Image();
        var word = Input.Parameter(Kind.String, "word");
        var number = Input.Parameter(Kind.Float, "number");
        var model = new ObjectDetectionV3("model", image, "a/1");
        var count = new PropertyDefinitionV1("count", model.Predictions, Query.Detections.Count);

        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    [Theory]
    [InlineData("_ = Query.Where(d => d.ClassName == \"person\" && d.Confidence > number || !(d.Size < 10));")]
    [InlineData("_ = Query.Of(count.Output).AsNumber() > 3 && Query.Of(word) != \"x\";")]
    [InlineData("_ = new ContinueIfV1(\"gate\", Query.Of(model.Predictions).IsNotEmpty(), [count]);")]
    [InlineData("_ = new CsvFormatterV1(\"csv\", new (string, ISelector<IKind>)[] { }).WithColumnsData((\"a\", word), (\"b\", 1), (\"c\", count.Output));")]
    [InlineData("_ = new DetectionsFilterV1(\"f\", model.Predictions, Query.Where(d => d.Confidence.InRange(0.2, 0.8)).OrderBy(DetectionOrder.Size));")]
    public void What_makes_sense_compiles(string code) => Assert.Empty(Errors(code));

    [Theory]
    [InlineData("_ = Query.Where(d => d.ClassName == 5);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.ClassName > 0.5);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.ClassName == number);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.Confidence == \"high\");", "CS0019")]
    [InlineData("_ = Query.Where(d => d.Confidence > word);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.Confidence > model.Predictions);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.Confidence > count.Output);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.Confidence > null);", "CS9342")]
    [InlineData("_ = Query.Where(d => d.Confidence);", "CS0029")]
    [InlineData("_ = Query.Where(d => d.Confidence > 0.5 && d.Size);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.Confidence.StartsWith(\"0\"));", "CS1929")]
    [InlineData("_ = Query.Where(d => d.Center > 5);", "CS0019")]
    [InlineData("_ = Query.Where(d => d.Center.In(image));", "CS1503")]
    [InlineData("_ = Query.Where(d => d.Confidance > 0.5);", "CS1061")]
    [InlineData("_ = Query.Detections.Confidence;", "CS1061")]
    [InlineData("_ = Query.Image.Where(d => d.Confidence > 0.5);", "CS1061")]
    [InlineData("_ = Query.Of(image).Count;", "CS1061")]
    [InlineData("_ = Query.Of(word) * 2;", "CS0019")]
    [InlineData("_ = Query.Detections.Select(d => d.ClassName).Sum();", "CS1929")]
    [InlineData("_ = Query.Detections.OrderBy(\"confidence\");", "CS1503")]
    [InlineData("bool many = Query.Of(number) > 3;", "CS0029")]
    [InlineData("_ = new DetectionsFilterV1(\"f\", model.Predictions, Query.Of(model.Predictions).Count > 3);", "CS1503")]
    [InlineData("_ = new DetectionsFilterV1(\"f\", model.Predictions, Query.Detections.Count);", "CS1503")]
    [InlineData("_ = new DetectionsTransformationV1(\"t\", model.Predictions, Query.Image.Width);", "CS1503")]
    [InlineData("_ = new ContinueIfV1(\"g\", Query.Where(d => d.Size > 3), [count]);", "CS1503")]
    [InlineData("_ = new ContinueIfV1(\"g\", \"n > 3\", [count]);", "CS1503")]
    [InlineData("_ = new ExpressionV1(\"e\", [], Query.When(Query.Of(number) > 3, \"many\"));", "CS1503")]
    [InlineData("_ = new WebhookSinkV1(\"w\", word, WebhookSinkMethod.Post).WithHeaders((\"a\", image));", "CS1503")]
    [InlineData("_ = new PolygonZoneVisualizationV1(\"z\", image, \"0,0\");", "CS1503")]
    public void What_makes_no_sense_does_not(string code, string error) => Assert.Contains(error, Errors(code));

    private static string[] Errors(string code) =>
    [
        .. CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText(Head + code)], References, new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(problem => problem.Severity == DiagnosticSeverity.Error)
            .Select(problem => problem.Id),
    ];
}
