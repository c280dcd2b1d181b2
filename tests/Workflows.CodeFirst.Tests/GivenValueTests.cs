using System.Text.Json.Nodes;
using Workflows.CodeFirst.Blocks;

namespace Workflows.CodeFirst.Tests;

/// <summary>What the types of a builder's parameters leave open is judged when it is given, as it is in JSON.</summary>
public class GivenValueTests
{
    [Fact]
    public void A_dictionary_of_several_types_takes_no_null()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new WebhookSinkV1("hook", "https://example.com", WebhookSinkMethod.Get).WithHeaders(("X-Trace", (JsonNode?)null)));
        Assert.Equal("headers", refusal.ParamName);
        Assert.Contains("'headers' of step 'hook'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_has_to_fit_its_schema_and_the_message_says_where_it_does_not()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new DetectionsTransformationV1("rename", Source(), [new JsonObject { ["type"] = "DetectionsRenam" }]));
        Assert.Equal("operations", refusal.ParamName);
        Assert.Contains("operations[0].type", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_with_a_dollar_is_a_reference_as_it_is_in_json()
    {
        var step = new LabelVisualizationV1("labels", Source(), Source()).WithTextColor("$inputs.colour");
        var value = Assert.IsType<PropertyValue.Reference>(step.Values[step.Manifest.IndexOfProperty("text_color")]);
        Assert.Equal("$inputs.colour", value.Selector.Text);
    }

    [Fact]
    public void A_selector_that_json_could_not_hold_is_refused()
    {
        var odd = Input.From(new WorkflowInput { Type = WorkflowInputType.Image, Name = "my image", Kinds = ["image"], Dimensionality = 1 });
        Assert.Equal("image", Assert.Throws<ArgumentException>(() => new LabelVisualizationV1("labels", odd, Source())).ParamName);
    }

    [Fact]
    public void One_selector_of_any_kind_is_not_made_a_list_of_one()
    {
        var step = new RoboflowDatasetUploadV1("upload", Source(), "project", "quota").WithRegistrationTags(Source());
        Assert.IsType<PropertyValue.Reference>(step.Values[step.Manifest.IndexOfProperty("registration_tags")]);
    }

    [Fact]
    public void Null_goes_to_the_constructor_that_takes_it()
    {
        var step = new OpenAIV1("ask", Source(), Source(), null);
        Assert.Equal(PropertyValues.Null.ToString(), step.Values[step.Manifest.IndexOfProperty("openai_api_key")]!.ToString());
    }

    private static StepOutput<IAnyKind> Source() => new UntypedStep("source", Manifests.BlockCatalogue.Core.Types[0]).Output("out");
}
