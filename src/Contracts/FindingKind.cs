namespace Pipeline.Contracts;

/// <summary>What kept a field, or a whole entity, from being produced.</summary>
public enum FindingKind
{
    /// <summary>The selector answered false: the resource is not wanted. No fault.</summary>
    FilteredOut,

    /// <summary>The selector answered no boolean, or could not be evaluated. A fault: the run is partial.</summary>
    SelectorFault,

    /// <summary>A field evaluated to null, or to nothing. Written as null; no fault.</summary>
    NullField,

    /// <summary>A field's expression raised an error. Written as null; no fault.</summary>
    FieldError,

    /// <summary>The identifier or blueprint was null or empty: there is no entity. No fault.</summary>
    Dropped,

    /// <summary>
    /// The items to parse were neither an array nor null, or could not be evaluated: the resource is skipped. Its
    /// existing entities are kept.
    /// </summary>
    ItemsFault,

    /// <summary>An expression ran out of its budget: the entity is skipped. A fault: the run is partial.</summary>
    OverBudget,

    /// <summary>The items to parse were null or absent: there is nothing to make entities of. No fault.</summary>
    NoItems,

    /// <summary>
    /// The selector, the items to parse, the identifier or the blueprint is no expression of the language: the block can make
    /// no entity, of whatever resource. Reported of a page without resources too. A fault: the run is partial.
    /// </summary>
    DoesNotCompile,
}
