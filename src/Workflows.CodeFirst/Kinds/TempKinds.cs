namespace Workflows.CodeFirst;
/// <summary>x</summary>
public interface IImageKind : IKind<Image>;
