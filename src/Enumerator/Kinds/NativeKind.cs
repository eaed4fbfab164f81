namespace Pipeline.Enumerator.Kinds;

/// <summary>A service's own listing call.</summary>
/// <param name="Service">The service, by botocore's name.</param>
/// <param name="Operation">The call.</param>
/// <param name="Items">The member of the answer that holds the resources.</param>
/// <param name="Identifier">The member of a resource that identifies it.</param>
internal sealed record NativeKind(string Service, string Operation, string Items, string Identifier)
{
    /// <summary>The call's parameters as JSON; empty for none.</summary>
    public ReadOnlyMemory<byte> Parameters { get; init; }

    /// <summary>The parameters that narrow the call to one resource; null where the call cannot be narrowed.</summary>
    public Func<string, ReadOnlyMemory<byte>>? One { get; init; }
}
