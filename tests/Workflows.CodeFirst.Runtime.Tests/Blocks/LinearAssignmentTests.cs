using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

namespace Workflows.CodeFirst.Runtime.Tests.Blocks;

public sealed class LinearAssignmentTests
{
    private readonly LinearAssignment assignment = new();

    [Fact]
    public void No_other_assignment_costs_less() => Prop.ForAll(
        Gen.Choose(1, 5).SelectMany(rows => Gen.Choose(1, 5).SelectMany(columns =>
            Gen.Choose(0, 6).ListOf(rows * columns).Select(costs => (Rows: rows, Columns: columns, Costs: costs.Select(cost => cost / 2.0).ToArray())))).ToArbitrary(),
        problem =>
        {
            int[] assigned = new int[problem.Rows];
            assignment.Solve(problem.Costs, problem.Rows, problem.Columns, assigned);
            var pairs = assigned.Index().Where(pair => pair.Item >= 0).ToList();
            return pairs.Count == Math.Min(problem.Rows, problem.Columns)
                && pairs.Select(pair => pair.Item).Distinct().Count() == pairs.Count
                && pairs.Sum(pair => problem.Costs[pair.Index * problem.Columns + pair.Item]) == Least(problem.Costs, problem.Rows, problem.Columns, 0, 0);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(3, 3)]
    [InlineData(2, 4)]
    [InlineData(4, 2)]
    public void Where_all_costs_are_the_same_the_first_are_paired(int rows, int columns)
    {
        int[] assigned = new int[rows];
        assignment.Solve(new double[rows * columns], rows, columns, assigned);
        Assert.Equal(Enumerable.Range(0, rows).Select(row => row < columns ? row : -1), assigned);
    }

    [Fact]
    public void Costs_have_to_be_numbers() =>
        Assert.Throws<ArgumentException>(() => assignment.Solve([double.NaN], 1, 1, new int[1]));

    /// <summary>Tries all assignments of the shorter side.</summary>
    private static double Least(double[] costs, int rows, int columns, int row, int taken)
    {
        if (rows > columns)
        {
            double[] turned = [.. Enumerable.Range(0, costs.Length).Select(i => costs[i % rows * columns + i / rows])];
            return Least(turned, columns, rows, 0, 0);
        }

        return row == rows ? 0 : Enumerable.Range(0, columns).Where(column => (taken >> column & 1) == 0)
            .Min(column => costs[row * columns + column] + Least(costs, rows, columns, row + 1, taken | 1 << column));
    }
}
