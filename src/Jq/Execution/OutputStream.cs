namespace Pipeline.Jq.Execution;

/// <summary>
/// Turns the outputs that a program pushes into a sequence that is pulled: the program runs in a thread of its
/// own, which waits after each output until the next one is asked for.
/// </summary>
internal static class OutputStream
{
    public static IEnumerable<JqValue> Read(JqProgram program, JqValue input, JqRunOptions options, CancellationToken cancellationToken)
    {
        using var exchange = new Exchange(program, input, options, cancellationToken);
        while (exchange.MoveNext(out var value))
        {
            yield return value;
        }
    }

    private sealed class Exchange : IDisposable
    {
        // Deep enough for programs that recurse a good deal before they need a second stack.
        private const int StackBytes = 16 * 1024 * 1024;

        private readonly SemaphoreSlim _asked = new(0);
        private readonly SemaphoreSlim _answered = new(0);
        private readonly Thread _thread;
        private JqValue _value;
        private bool _hasValue;
        private bool _stopped;
        private JqError? _error;
        private Exception? _failure;

        public Exchange(JqProgram program, JqValue input, JqRunOptions options, CancellationToken cancellationToken)
        {
            _thread = new Thread(() => Produce(program, input, options, cancellationToken), StackBytes) { IsBackground = true };
            _thread.Start();
        }

        public bool MoveNext(out JqValue value)
        {
            _hasValue = false;
            _asked.Release();
            _answered.Wait();
            value = _value;
            if (_failure is not null)
            {
                throw new InvalidOperationException("The jq engine failed.", _failure);
            }

            if (_error is { IsBudget: true } limit)
            {
                throw new JqBudgetException(limit.Message, limit.Limit!);
            }

            return _error is null ? _hasValue : throw new JqRuntimeException(_error.Message, _error.Value);
        }

        public void Dispose()
        {
            _stopped = true;
            _asked.Release();
            _thread.Join();
            _asked.Dispose();
            _answered.Dispose();
        }

        private void Produce(JqProgram program, JqValue input, JqRunOptions options, CancellationToken cancellationToken)
        {
            _asked.Wait(CancellationToken.None);
            try
            {
                _error = _stopped ? null : program.Execute(input, options, Deliver, cancellationToken);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Raised by the host's own inputs or messages, or a fault of ours: either way the reader's to see.
                _failure = exception;
            }

            _hasValue = false;
            _answered.Release();
        }

        private bool Deliver(JqValue value)
        {
            (_value, _hasValue) = (value, true);
            _answered.Release();
            _asked.Wait();
            return !_stopped;
        }
    }
}
