namespace Pipeline.PortWriter.Sweeping;

/// <summary>What a complete listing says of a row.</summary>
internal enum SweepClass
{
    /// <summary>There is nothing to take.</summary>
    Kept,

    /// <summary>The listing did not show the resource, and nobody saw it since the listing began.</summary>
    Gone,

    /// <summary>The resource is there and makes some entities no longer.</summary>
    Dropped,
}
