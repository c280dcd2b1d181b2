using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging.Vips;

/// <summary>
/// The functions of libvips and of the GLib inside it that are used here, under their C names. None takes variable arguments: those cannot be
/// called portably, so operations get their arguments as GObject properties. Call <see cref="VipsLibrary.Initialize"/> before any of them.
/// </summary>
internal static unsafe partial class VipsNative
{
    internal const string Library = "vips";

    // Statuses: 0 is success everywhere below.
    [LibraryImport(Library)]
    internal static partial int vips_init(byte* argv0);

    [LibraryImport(Library)]
    internal static partial int vips_version(int part);

    [LibraryImport(Library)]
    internal static partial void vips_concurrency_set(int threads);

    [LibraryImport(Library)]
    internal static partial void vips_cache_set_max(int operations);

    [LibraryImport(Library)]
    internal static partial void vips_operation_block_set(byte* className, int blocked);

    /// <summary>Copies the process-wide error text and empties it. Free the copy with <see cref="g_free"/>.</summary>
    [LibraryImport(Library)]
    internal static partial byte* vips_error_buffer_copy();

    [LibraryImport(Library)]
    internal static partial nint vips_operation_new(byte* name);

    /// <summary>Builds the operation; may put another reference in its place, and leaves it alone on failure.</summary>
    [LibraryImport(Library)]
    internal static partial int vips_cache_operation_buildp(nint* operation);

    [LibraryImport(Library)]
    internal static partial void vips_object_unref_outputs(nint vipsObject);

    [LibraryImport(Library)]
    internal static partial nint vips_blob_new(nint freeFunction, void* data, nuint length);

    [LibraryImport(Library)]
    internal static partial void* vips_blob_get(nint blob, nuint* length);

    [LibraryImport(Library)]
    internal static partial void vips_area_unref(nint area);

    [LibraryImport(Library)]
    internal static partial nuint vips_blob_get_type();

    [LibraryImport(Library)]
    internal static partial nuint vips_image_get_type();

    /// <summary>An image over memory that must outlive it; as the target of <see cref="vips_image_write"/> the memory is written to.</summary>
    [LibraryImport(Library)]
    internal static partial nint vips_image_new_from_memory(void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Library)]
    internal static partial nint vips_image_copy_memory(nint image);

    /// <summary>Computes all pixels of an image into another one. Takes the source's size for both: the caller checks that they agree.</summary>
    [LibraryImport(Library)]
    internal static partial int vips_image_write(nint image, nint target);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_width(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_height(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_bands(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_format(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_interpretation(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_orientation(nint image);

    [LibraryImport(Library)]
    internal static partial nint g_object_ref(nint gobject);

    [LibraryImport(Library)]
    internal static partial void g_object_unref(nint gobject);

    [LibraryImport(Library)]
    internal static partial void g_object_set_property(nint gobject, byte* name, GValue* value);

    [LibraryImport(Library)]
    internal static partial void g_object_get_property(nint gobject, byte* name, GValue* value);

    [LibraryImport(Library)]
    internal static partial GValue* g_value_init(GValue* value, nuint type);

    [LibraryImport(Library)]
    internal static partial void g_value_unset(GValue* value);

    [LibraryImport(Library)]
    internal static partial void g_value_set_boolean(GValue* value, int flag);

    [LibraryImport(Library)]
    internal static partial void g_value_set_int(GValue* value, int number);

    [LibraryImport(Library)]
    internal static partial void g_value_set_enum(GValue* value, int number);

    [LibraryImport(Library)]
    internal static partial void g_value_set_flags(GValue* value, uint flags);

    [LibraryImport(Library)]
    internal static partial void g_value_set_object(GValue* value, nint gobject);

    [LibraryImport(Library)]
    internal static partial void g_value_set_boxed(GValue* value, nint boxed);

    [LibraryImport(Library)]
    internal static partial nint g_value_get_object(GValue* value);

    [LibraryImport(Library)]
    internal static partial nint g_value_get_boxed(GValue* value);

    [LibraryImport(Library)]
    internal static partial nuint g_type_from_name(byte* name);

    [LibraryImport(Library)]
    internal static partial uint g_log_set_handler(byte* domain, int levels, delegate* unmanaged<byte*, int, byte*, void*, void> handler, void* data);

    [LibraryImport(Library)]
    internal static partial void g_free(void* memory);
}
