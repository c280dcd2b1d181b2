namespace Workflows.CodeFirst.Diagrams;

/// <summary>The colours of a category of blocks: a light one for boxes, a dark one of the same hue for borders.</summary>
internal readonly record struct CategoryColours(string Fill, string Border)
{
    public static CategoryColours Of(string category) => category switch
    {
        "input" => new("#ffffff", "#57606a"),
        "output" => new("#ffffff", "#57606a"),
        "model" => new("#e8defc", "#7c4dcc"),
        "transformation" => new("#d6ecff", "#2376b7"),
        "visualization" => new("#ffe3cf", "#c8631b"),
        "flow_control" => new("#fff3bf", "#b08800"),
        "formatter" => new("#e3e8ee", "#5b6b7d"),
        "fusion" => new("#d3f4ee", "#138a75"),
        "math" => new("#dfe7ff", "#4361c9"),
        "analytics" => new("#dcf5d9", "#3d8b37"),
        "classical_computer_vision" => new("#f0f4c3", "#7c8a16"),
        "video" => new("#fbdcee", "#b83280"),
        "sink" => new("#ffdcdc", "#c43d3d"),
        "secrets_provider" => new("#eadfd6", "#8a6244"),
        _ => new("#eeeeee", "#6e7781"),
    };

    /// <summary>The category as a reader wants it.</summary>
    public static string Title(string category) => category.Replace('_', ' ');
}
