namespace Workflows.CodeFirst;

/// <summary>
/// The kind of a value that flows between steps, as a type. Kinds are never instantiated: they exist for the compiler, which decides
/// through them what may be connected to what. A kind's interface extends the marker interface of every set of kinds that it belongs to,
/// so that an <see cref="ISelector{TKind}"/> converts exactly to the properties that accept it.
/// </summary>
public interface IKind;

/// <summary>A kind whose values are of a known CLR type.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public interface IKind<out TValue> : IKind;
