namespace Pipeline.Simulator.Kinds;

/// <summary>How a resource's number is written into its identifier.</summary>
internal enum IdentifierForm
{
    /// <summary>The identifier ends in a name that ends in the number.</summary>
    Named,

    /// <summary>The identifier ends in hexadecimal digits, dashes left out.</summary>
    Hex,

    /// <summary>The identifier ends in 13 digits of base 36.</summary>
    Base36,
}
