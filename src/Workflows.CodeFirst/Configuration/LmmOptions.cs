using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>Options of the language models behind the LMM blocks.</summary>
public sealed record LmmOptions
{
    /// <summary>The most tokens of an answer.</summary>
    public int MaxTokens { get; init; } = 450;

    /// <summary>How closely GPT looks at the image.</summary>
    public LmmImageDetail ImageDetail { get; init; }

    /// <summary>Which GPT is asked.</summary>
    public string ModelVersion { get; init; } = "gpt-4o";

    private JsonObject? Json { get; init; }

    /// <summary>Options as workflow JSON has them.</summary>
    /// <param name="options">The object; it is copied, and checked by the step that is given it.</param>
    public static implicit operator LmmOptions(JsonObject options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new() { Json = (JsonObject)options.DeepClone() };
    }

    internal PropertyValue ToProperty() => PropertyValues.Of((JsonNode)(Json ?? new JsonObject
    {
        ["max_tokens"] = MaxTokens,
        ["gpt_image_detail"] = ImageDetail switch
        {
            LmmImageDetail.Low => "low",
            LmmImageDetail.High => "high",
            _ => "auto",
        },
        ["gpt_model_version"] = ModelVersion,
    }));
}

/// <summary>How closely a model looks at an image.</summary>
public enum LmmImageDetail
{
    /// <summary>As the model decides.</summary>
    Auto,

    /// <summary>Not very: faster and cheaper.</summary>
    Low,

    /// <summary>Closely.</summary>
    High,
}
