namespace Workflows.CodeFirst;

/// <summary>How far a point may be from where it was found, as the model judges: variances and covariance in square pixels.</summary>
/// <param name="XX">The variance of the column.</param>
/// <param name="XY">The covariance of column and row.</param>
/// <param name="YY">The variance of the row.</param>
public readonly record struct PointCovariance(double XX, double XY, double YY);
