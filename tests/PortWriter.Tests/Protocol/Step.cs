namespace Pipeline.PortWriter.Tests.Protocol;

/// <summary>The steps of a writer after its claim, each of which others see as one.</summary>
internal enum Step
{
    Upsert,
    Delete,
    Settle,

    /// <summary>Asks for the resource, and has nothing to take back.</summary>
    AskOnly,
    Ask,
    Release,
    Done,
}
