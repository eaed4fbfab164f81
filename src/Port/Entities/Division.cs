namespace Pipeline.Port;

/// <summary>How a request is narrowed down to the entity for which Port refuses or fails it as a whole.</summary>
internal static class Division
{
    private const int Fifths = 5;

    /// <summary>So many are sent one by one.</summary>
    private const int Few = 8;

    /// <summary>Whether an answer speaks against what was sent, so that dividing it, or rejecting the one entity, helps.</summary>
    public static bool IsAboutContent(PortAnswer answer, Blame blame) => blame.IsSettled
        || PortErrors.Classify(answer.Status, answer.Error)
            is PortErrorKind.Invalid or PortErrorKind.TooLarge or PortErrorKind.Conflict or PortErrorKind.NotFound
        || (answer.Status is >= 400 and < 500 and not (401 or 408 or 429) && blame.IsRefusedAlone);

    /// <summary>
    /// The parts of a request that was answered like this, in order. Halves find what is at fault in the fewest requests;
    /// but a request that Port does not answer costs its whole time at each step.
    /// </summary>
    public static IEnumerable<T[]> Of<T>(IReadOnlyList<T> whole, PortAnswer answer)
    {
        var parts = answer.Silence is null ? 2 : whole.Count <= Few ? whole.Count : Fifths;
        return whole.Chunk((whole.Count + parts - 1) / parts);
    }
}
