using System.Diagnostics;

namespace Workflows.CodeFirst.Imaging.Tests.Codecs;

/// <summary>Looks at the memory of the whole process, so nothing else may run.</summary>
[CollectionDefinition(nameof(NativeMemoryTests), DisableParallelization = true)]
[Collection(nameof(NativeMemoryTests))]
public class NativeMemoryTests
{
    [Fact]
    public void Damaged_bytes_give_a_picture_or_an_error_and_leak_nothing()
    {
        using var picture = Pictures.Gradient(60, 40);
        byte[][] files = [picture.Encode(ImageFileFormat.Jpeg), picture.Encode(ImageFileFormat.Png), picture.Encode(ImageFileFormat.Webp)];
        var random = new Random(7);
        Mutate(100);
        long before = Process.GetCurrentProcess().WorkingSet64;
        Mutate(1500);
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 60_000_000);

        void Mutate(int count)
        {
            for (int i = 0; i < count; i++)
            {
                byte[] file = [.. files[i % files.Length]];
                for (int change = random.Next(1, 8); change > 0; change--)
                {
                    file[random.Next(8, file.Length)] = (byte)random.Next(256);
                }

                try
                {
                    Image.Decode(file, new() { MaxPixels = 1_000_000 }).Dispose();
                }
                catch (ImageFileException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            }
        }
    }
}
