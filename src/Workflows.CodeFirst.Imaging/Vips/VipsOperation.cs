namespace Workflows.CodeFirst.Imaging.Vips;

/// <summary>
/// One call of a libvips operation: create it, set its arguments by name, run it. Names end at a NUL, which every UTF-8 literal has.
/// An argument of a wrong name is only a warning of GLib, so every one that is used has a test.
/// </summary>
internal unsafe ref struct VipsOperation
{
    private nint operation;

    private VipsOperation(nint operation) => this.operation = operation;

    /// <summary>Starts a call of the operation <paramref name="name"/>.</summary>
    internal static VipsOperation Create(ReadOnlySpan<byte> name)
    {
        VipsLibrary.Initialize();
        fixed (byte* text = name)
        {
            nint operation = VipsNative.vips_operation_new(text);
            return operation != 0 ? new(operation) : throw VipsException.Last("libvips lacks an operation that is needed.");
        }
    }

    internal readonly void Set(ReadOnlySpan<byte> name, bool flag)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, GValue.Boolean);
        VipsNative.g_value_set_boolean(&value, flag ? 1 : 0);
        Set(name, &value);
    }

    internal readonly void Set(ReadOnlySpan<byte> name, int number)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, GValue.Int);
        VipsNative.g_value_set_int(&value, number);
        Set(name, &value);
    }

    internal readonly void SetEnum(ReadOnlySpan<byte> name, ReadOnlySpan<byte> enumType, int member)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, TypeOf(enumType));
        VipsNative.g_value_set_enum(&value, member);
        Set(name, &value);
    }

    internal readonly void SetFlags(ReadOnlySpan<byte> name, ReadOnlySpan<byte> flagsType, uint flags)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, TypeOf(flagsType));
        VipsNative.g_value_set_flags(&value, flags);
        Set(name, &value);
    }

    internal readonly void Set(ReadOnlySpan<byte> name, VipsImage image)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_image_get_type());
        VipsNative.g_value_set_object(&value, image.Pointer);
        Set(name, &value);
    }

    /// <summary>Passes bytes without a copy: they must stay in place until the result's pixels have been computed.</summary>
    internal readonly void SetBytes(ReadOnlySpan<byte> name, byte* bytes, int length)
    {
        nint blob = VipsNative.vips_blob_new(0, bytes, (nuint)length);
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_blob_get_type());
        VipsNative.g_value_set_boxed(&value, blob); // takes a reference of its own
        VipsNative.vips_area_unref(blob);
        Set(name, &value);
    }

    /// <summary>Runs an operation whose result <c>out</c> is an image.</summary>
    internal VipsImage RunToImage()
    {
        Build();
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_image_get_type());
        fixed (byte* name = "out"u8)
        {
            VipsNative.g_object_get_property(operation, name, &value);
        }

        nint image = VipsNative.g_value_get_object(&value);
        if (image != 0)
        {
            VipsNative.g_object_ref(image);
        }

        VipsNative.g_value_unset(&value);
        return image != 0 ? new(image) : throw VipsException.Last("A libvips operation gave no image.");
    }

    /// <summary>Runs an operation whose result <c>buffer</c> is a piece of memory, and copies that.</summary>
    internal byte[] RunToBytes()
    {
        Build();
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_blob_get_type());
        fixed (byte* name = "buffer"u8)
        {
            VipsNative.g_object_get_property(operation, name, &value);
        }

        try
        {
            nint blob = VipsNative.g_value_get_boxed(&value);
            nuint length = 0;
            void* bytes = blob == 0 ? null : VipsNative.vips_blob_get(blob, &length);
            return bytes != null ? new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray() : throw VipsException.Last("A libvips operation gave no bytes.");
        }
        finally
        {
            VipsNative.g_value_unset(&value);
        }
    }

    /// <summary>Gives the operation and the outputs it still holds back, whether or not it ran.</summary>
    public void Dispose()
    {
        if (operation != 0)
        {
            VipsNative.vips_object_unref_outputs(operation);
            VipsNative.g_object_unref(operation);
            operation = 0;
        }
    }

    private void Build()
    {
        nint built = operation;
        int status = VipsNative.vips_cache_operation_buildp(&built);
        operation = built;
        if (status != 0)
        {
            throw VipsException.Last("A libvips operation failed.");
        }
    }

    private readonly void Set(ReadOnlySpan<byte> name, GValue* value)
    {
        fixed (byte* text = name)
        {
            VipsNative.g_object_set_property(operation, text, value);
        }

        VipsNative.g_value_unset(value);
    }

    private static nuint TypeOf(ReadOnlySpan<byte> name)
    {
        fixed (byte* text = name)
        {
            nuint type = VipsNative.g_type_from_name(text);
            return type != 0 ? type : throw new VipsException("libvips lacks a type that is needed.");
        }
    }
}
