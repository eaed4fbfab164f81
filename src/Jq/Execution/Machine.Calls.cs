using System.Runtime.CompilerServices;

namespace Pipeline.Jq.Execution;

/// <summary>Calls: postponed ones, and those that need more stack than is left.</summary>
internal sealed partial class Machine
{
    /// <summary>What an item of an array is counted as in the memory budget.</summary>
    public const int ItemBytes = 16;

    /// <summary>What a string is counted as in the memory budget besides its characters, where many are made at once.</summary>
    public const int TextBytes = 24;

    /// <summary>What a property of an object is counted as in the memory budget.</summary>
    public const int PropertyBytes = 48;

    // Enough for thousands of nested calls on each; address space is only reserved, not used.
    private const int StackBytes = 16 * 1024 * 1024;

    public static bool HasStack => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>Makes the calls that were postponed to here.</summary>
    public Flow Settle(Flow flow, Sink next)
    {
        while (flow == Flow.TailCall)
        {
            var call = Pending;
            if (!Meter.Step() || !Meter.Enter())
            {
                return Flow.Abort;
            }

            flow = HasStack
                ? call.Body.Run(this, call.Frame, call.Input, call.Path, next)
                : OnFreshStack(() => call.Body.Run(this, call.Frame, call.Input, call.Path, next));
            Meter.Leave();
        }

        return flow;
    }

    public Flow Settle(Flow flow, ref JqValue output)
    {
        while (flow == Flow.TailCall)
        {
            var call = Pending;
            if (!Meter.Step() || !Meter.Enter())
            {
                return Flow.Abort;
            }

            flow = HasStack
                ? call.Body.Eval(this, call.Frame, call.Input, out output)
                : EvalOnFreshStack(call.Body, call.Frame, call.Input, out output);
            Meter.Leave();
        }

        return flow;
    }

    public Flow RunOnFreshStack(Code code, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var start = input;
        return OnFreshStack(() => Settle(code.Run(this, frame, start, path, next), next));
    }

    public Flow EvalOnFreshStack(Code code, Frame frame, JqValue input, out JqValue output)
    {
        var start = input;
        JqValue result = default;
        var flow = OnFreshStack(() => Settle(code.Eval(this, frame, start, out result), ref result));
        output = result;
        return flow;
    }

    /// <summary>Goes on in a new thread while this one waits: recursion is limited by the budget, not by the host's stack.</summary>
    public static T OnFreshStack<T>(Func<T> continuation)
    {
        T result = default!;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = continuation();
                }
                catch (Exception exception)
                {
                    failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes)
        {
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
