namespace Workflows.CodeFirst;

/// <summary>A position in an image, in a query.</summary>
public sealed class PointQuery : QueryValue, IQueryValue<PointQuery>
{
    private PointQuery(QueryExpression expression)
        : base(expression)
    {
    }

    static PointQuery IQueryValue<PointQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>Holds where the position lies inside a polygon; a position on its outline does not.</summary>
    /// <param name="zone">The polygon.</param>
    /// <exception cref="ArgumentException">The zone has fewer than three corners.</exception>
    public QueryCondition In(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (zone.Count < 3)
        {
            throw new ArgumentException($"A polygon has three corners or more, not {zone.Count}.", nameof(zone));
        }

        return Compare("(Detection) in zone", zone.WriteTo);
    }

    /// <inheritdoc cref="In(Zone)"/>
    public QueryCondition In(ISelector<IAcceptsZoneOrList> zone) => Compare("(Detection) in zone", zone);
}
