namespace Pipeline.Ledger.Documents;

/// <summary>A change that waits to be written. It may be applied several times, each time to the document as it is then.</summary>
internal abstract class DocumentChange<TDocument>
{
    public abstract void Apply(TDocument document);

    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class DocumentChange<TDocument, TAnswer>(Func<TDocument, TAnswer> change) : DocumentChange<TDocument>
{
    private readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TAnswer? _latest;

    public Task<TAnswer> Answer => _answer.Task;

    public override void Apply(TDocument document) => _latest = change(document);

    public override void Succeed() => _answer.TrySetResult(_latest!);

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
