namespace Pipeline.Chaos.Tests.Tables;

/// <summary>Why a table cannot be written for a while.</summary>
public enum TableFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Every write is throttled.</summary>
    Throttles,

    /// <summary>The role may not write any more.</summary>
    Denies,

    /// <summary>Writes end in an internal error, and nothing was done.</summary>
    Fails,

    /// <summary>Writes are not answered.</summary>
    Hangs,

    /// <summary>Writes are done, and the answer is an internal error.</summary>
    LosesAnswers,
}
