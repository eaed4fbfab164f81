using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>Makes a text attribute of each header that has a text.</summary>
internal sealed class AttributeConverter : IHeaderValueConverter<string>
{
    /// <summary>Sets headers as the official transport does: of a fault its message and address, of the host nothing.</summary>
    public static readonly TransportSetHeaderAdapter<string> Adapter = new(new AttributeConverter(), TransportHeaderOptions.IncludeFaultMessage);

    public bool TryConvert(HeaderValue headerValue, out HeaderValue<string> result) => headerValue.IsStringValue(out result);

    public bool TryConvert<T>(HeaderValue<T> headerValue, out HeaderValue<string> result) => headerValue.IsStringValue(out result);
}
