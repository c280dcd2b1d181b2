using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Lays images out in a grid that is as wide as it is high.</summary>
internal sealed class GridVisualizationBlock : Block<GridVisualizationV1.Arguments, GridVisualizationV1.Results>
{
    public override GridVisualizationV1.Results Run(in GridVisualizationV1.Arguments arguments, BlockContext context)
    {
        var images = new List<Image?>();
        Flatten(arguments.Images, images);
        int width = checked((int)arguments.Width), height = checked((int)arguments.Height);
        var grid = Image.Create(width, height);
        if (images.Count == 0)
        {
            return new(grid.WithLineage(ImageLineage.OfInput(Guid.NewGuid().ToString(), grid.Size)));
        }

        int side = (int)Math.Ceiling(Math.Sqrt(images.Count));
        var cell = new ImageSize(width / side, height / side);
        for (int i = 0; i < images.Count; i++)
        {
            if (images[i] is { } image)
            {
                Place(image, grid, i % side * cell.Width, i / side * cell.Height, cell);
            }
        }

        var first = images[0] ?? throw new ArgumentException("The first image of a grid gives it its place in the workflow, but is missing.");
        return new(first.Replace(grid));
    }

    private static void Flatten(IReadOnlyList<object?> items, List<Image?> images)
    {
        foreach (object? item in items)
        {
            switch (item)
            {
                case null:
                    images.Add(null);
                    break;
                case Image image:
                    images.Add(image);
                    break;
                case IReadOnlyList<object?> list:
                    Flatten(list, images);
                    break;
                default:
                    throw new ArgumentException($"A grid is made of images, but one of them is {ValueNames.Describe(item)}.");
            }
        }
    }

    /// <summary>Brings an image to the size of a cell, keeping its shape, and puts it into the cell's middle.</summary>
    private static void Place(Image image, Image grid, int x, int y, ImageSize cell)
    {
        double scale = Math.Min((double)cell.Width / image.Width, (double)cell.Height / image.Height);
        var size = new ImageSize((int)(image.Width * scale), (int)(image.Height * scale));
        if (size.Width == 0 || size.Height == 0)
        {
            throw new ArgumentException($"An image of {image.Size} does not fit into a cell of {cell}; make the grid larger.");
        }

        var thumbnail = AreaResize.Apply(image.Format == PixelFormat.Rgb24 ? image.View : Scene.Of(image, copy: true).View, size);
        x += (cell.Width - size.Width) / 2;
        y += (cell.Height - size.Height) / 2;
        for (int row = 0; row < size.Height; row++)
        {
            thumbnail.View.Row(row).CopyTo(grid.Pixels[((y + row) * grid.Stride + 3 * x)..]);
        }
    }
}
