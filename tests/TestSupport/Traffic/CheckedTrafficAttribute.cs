using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Pipeline.Simulator.Recording;
using Xunit.v3;

namespace Pipeline.Tests.Traffic;

/// <summary>
/// On an assembly: all that its tests, and the processes they start, exchange with Simulators of the tests' own process
/// is held against Port's published API. The test that ends next after a fault fails with it.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class CheckedTrafficAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentQueue<string> Faults = [];

    static CheckedTrafficAttribute() => DiagnosticListener.AllListeners.Subscribe(
        new Observer<DiagnosticListener>(source =>
        {
            if (source.Name == PortTraffic.SourceName)
            {
                source.Subscribe(new Observer<KeyValuePair<string, object?>>(Check));
            }
        }));

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        List<string> faults = [];
        while (Faults.TryDequeue(out var fault))
        {
            faults.Add(fault);
        }

        Assert.True(
            faults.Count == 0,
            $"This test, or one that ran beside it, exchanged with Port what Port's API does not have:\n{string.Join('\n', faults.Distinct().Take(20))}");
    }

    private static void Check(KeyValuePair<string, object?> happened)
    {
        if (happened is { Key: PortTraffic.Answered, Value: PortTraffic traffic })
        {
            TrafficCheck.Faults(traffic).ToList().ForEach(Faults.Enqueue);
        }
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnNext(T value) => next(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
