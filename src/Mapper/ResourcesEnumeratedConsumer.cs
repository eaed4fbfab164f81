using MassTransit;
using Pipeline.Contracts;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Pages;
using Pipeline.Mapper.Samples;
using Pipeline.Messaging.Flow;

namespace Pipeline.Mapper;

/// <summary>Turns a page of resources into entities. A redelivery publishes the same messages with the same ids.</summary>
internal sealed class ResourcesEnumeratedConsumer(IMappingSource mappings, RunFuses fuses, ResourceSampler sampler, PageCredit credit)
    : IConsumer<ResourcesEnumerated>
{
    public async Task Consume(ConsumeContext<ResourcesEnumerated> context)
    {
        // How old a page is, its parts have to say: a letter that is replayed makes new messages of an old one.
        var page = context.Message with { OccurredAt = context.Message.OccurredAt ?? context.SentTime };
        var mapping = await mappings.GetAsync(page.MappingVersion, context.CancellationToken);
        if (sampler.Take(page) is { } samples)
        {
            await context.Publish(samples, context.CancellationToken);
        }

        var batch = page.BatchId();
        var fuse = page.RunId is { } run ? fuses.Of(run) : new ExpressionFuses();
        foreach (var part in ResourceMapper.Parts(mapping, page, fuse, context.CancellationToken))
        {
            if (batch is { } held)
            {
                await credit.TakeAsync(held, part.Message.Part, part.Bytes, context.CancellationToken);
            }

            await context.Publish(part.Message, publish => publish.MessageId = PartId.Of(part.Message), context.CancellationToken);
        }

        if (batch is { } done)
        {
            credit.Return(done);
        }
    }
}
