using Workflows.CodeFirst;
using Workflows.CodeFirst.Blocks;

namespace Authoring;

/// <summary>Shipping labels: detect, cut out, let a language model read them, take its answer apart, decide, and tell people of those it cannot decide.</summary>
public static class LabelReader
{
    private const string TrackingNumber = "tracking_number";
    private const string Country = "country";
    private const string Fragile = "fragile";

    /// <summary>Writes the workflow.</summary>
    public static Workflow Create()
    {
        var image = Input.Image("image");
        var modelKey = Input.Parameter(Kind.Secret, "openai_api_key");
        var slackToken = Input.Parameter(Kind.Secret, "slack_token");
        var domestic = Input.Parameter(Kind.ListOfValues, "domestic_countries");

        // The labels that are large and certain enough to be read, from left to right, with a margin.
        var detector = new ObjectDetectionV3("detector", image, "shipping-labels/4");
        var labels = new DetectionsFilterV1(
            "labels",
            detector.Predictions,
            Query.Where(d => d.Confidence > 0.5 && d.Size >= 2500 && d.ClassName.In("label", "address-label"))
                .OrderBy(DetectionOrder.XMin)
                .Offset(20, 20));
        var crops = new DynamicCropV1("crops", image, labels.Predictions);

        // What they say, as declared fields.
        var reader = new OpenAIV5("reader", crops.Crops)
            .WithTaskType(VlmTask.StructuredAnswering)
            .WithOutputStructure(
                (TrackingNumber, "the number under the barcode, without spaces; empty if it cannot be read"),
                (Country, "the country of the recipient as a code of two letters"),
                (Fragile, "true if the parcel is marked as fragile, otherwise false"))
            .WithApiKey(modelKey);
#pragma warning disable WF0007 // The answer to a structured task is the text of a language model, which fits.
        var answer = new JsonParserV1("answer", reader.Output, [TrackingNumber, Country, Fragile]);
#pragma warning restore WF0007

        // Where each parcel goes.
        var number = Query.Of(answer.Field(TrackingNumber)).AsText();
        var country = Query.Of(answer.Field(Country)).AsText();
        var route = new ExpressionV1(
            "route",
            data: [],
            Query.When(Query.Of(answer.ErrorStatus) || number.IsEmpty(), "by hand")
                .When(Query.Of(answer.Field(Fragile)).ToText().ToLower() == "true", "fragile")
                .When(country.ToUpper().In(domestic), "domestic")
                .Otherwise("international"));

        // People are asked for those that could not be read.
        var ask = new SlackNotificationV1("ask", slackToken, "#parcels", "A label at {{ $parameters.site }} could not be read: {{ $parameters.answer }}", "unread-labels")
            .WithMessageParameters(("site", "Berlin 2"), ("answer", reader.Output))
            .WithCooldownSeconds(30);
        var gate = new ContinueIfV1("if_unread", Query.Of(route.Output).AsText() == "by hand", [ask]);

        return Workflow.Create("label-reader")
            .WithOutput("labels", labels.Predictions)
            .WithOutput("tracking_numbers", answer.Field(TrackingNumber))
            .WithOutput("routes", route.Output)
            .WithStep(gate);
    }
}
