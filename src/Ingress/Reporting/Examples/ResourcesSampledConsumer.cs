using MassTransit;
using Pipeline.Contracts;

namespace Pipeline.Ingress.Reporting.Examples;

/// <summary>Hands samples on to Port's mapping editor.</summary>
internal sealed class ResourcesSampledConsumer(KindExamples examples) : IConsumer<ResourcesSampled>
{
    public Task Consume(ConsumeContext<ResourcesSampled> context) => examples.SendAsync(context.Message, context.CancellationToken);
}
