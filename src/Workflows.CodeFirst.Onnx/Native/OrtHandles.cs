using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>An object of ONNX Runtime that is released when it is no longer used, whatever happens.</summary>
internal abstract class OrtHandle : SafeHandle
{
    protected OrtHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    /// <summary>For calls during which the owner is certainly alive.</summary>
    public nint Value => handle;
}

/// <summary>A loaded model.</summary>
internal sealed class OrtSessionHandle(nint handle) : OrtHandle(handle)
{
    protected override bool ReleaseHandle()
    {
        Ort.ReleaseSession(handle);
        return true;
    }
}

/// <summary>How a model is loaded.</summary>
internal sealed class OrtSessionOptionsHandle(nint handle) : OrtHandle(handle)
{
    protected override bool ReleaseHandle()
    {
        Ort.ReleaseSessionOptions(handle);
        return true;
    }
}

/// <summary>What one run can be told while it is under way.</summary>
internal sealed class OrtRunOptionsHandle(nint handle) : OrtHandle(handle)
{
    protected override bool ReleaseHandle()
    {
        Ort.ReleaseRunOptions(handle);
        return true;
    }
}

/// <summary>Where a run finds its input and puts its outputs.</summary>
internal sealed class OrtBindingHandle(nint handle) : OrtHandle(handle)
{
    protected override bool ReleaseHandle()
    {
        Ort.ReleaseIoBinding(handle);
        return true;
    }
}

/// <summary>A tensor.</summary>
internal sealed class OrtValueHandle(nint handle) : OrtHandle(handle)
{
    protected override bool ReleaseHandle()
    {
        Ort.ReleaseValue(handle);
        return true;
    }
}
