namespace Workflows.CodeFirst;

/// <summary>A point of an image, in pixels; whole numbers are the centres of pixels.</summary>
/// <param name="X">Column, growing to the right.</param>
/// <param name="Y">Row, growing downwards.</param>
public readonly record struct ImagePoint(double X, double Y);
