using MassTransit;
using Pipeline.Contracts;
using Pipeline.Mapper.Pages;

namespace Pipeline.Mapper;

/// <summary>Turns a page of resources into entities. A redelivery publishes the same messages with the same ids.</summary>
internal sealed class ResourcesEnumeratedConsumer(IMappingSource mappings) : IConsumer<ResourcesEnumerated>
{
    public async Task Consume(ConsumeContext<ResourcesEnumerated> context)
    {
        var page = context.Message;
        var mapping = await mappings.GetAsync(page.MappingVersion, context.CancellationToken);
        var mapped = ResourceMapper.Map(mapping, page, context.CancellationToken);
        foreach (var part in PageParts.Cut(page, mapping.Document.Options, mapped))
        {
            await context.Publish(part, publish => publish.MessageId = PartId.Of(part), context.CancellationToken);
        }
    }
}
