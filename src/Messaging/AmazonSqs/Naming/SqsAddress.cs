namespace Pipeline.Messaging.AmazonSqs.Naming;

/// <summary>Where messages go: a queue or a topic of a region, written as the official transport writes it.</summary>
/// <param name="Region">The region's system name.</param>
/// <param name="Name">The queue's or topic's name.</param>
/// <param name="IsTopic">It is a topic.</param>
/// <param name="IsTemporary">It lives as long as its bus.</param>
internal sealed record SqsAddress(string Region, string Name, bool IsTopic = false, bool IsTemporary = false)
{
    public const string Scheme = "amazonsqs";

    /// <summary>Reads an address, short forms included.</summary>
    /// <exception cref="ArgumentException">It is none of this transport.</exception>
    public static SqsAddress Parse(Uri host, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var parsed = address.Scheme switch
        {
            Scheme => new SqsAddress(address.Host, address.AbsolutePath.Trim('/')),
            "queue" => new SqsAddress(host.Host, address.AbsolutePath),
            "topic" => new SqsAddress(host.Host, address.AbsolutePath, IsTopic: true),
            _ => throw new ArgumentException($"'{address}' is not an address of SQS or SNS.", nameof(address)),
        };
        var options = address.Query.TrimStart('?').Split('&');
        parsed = parsed with
        {
            IsTopic = parsed.IsTopic || options.Contains("type=topic", StringComparer.OrdinalIgnoreCase),
            IsTemporary = options.Contains("autodelete=true", StringComparer.OrdinalIgnoreCase),
        };
        var fault = parsed.IsTopic ? SqsNames.FaultOfTopic(parsed.Name) : SqsNames.FaultOfSentTo(parsed.Name);
        return fault is null ? parsed : throw new ArgumentException(fault, nameof(address));
    }

    public Uri ToUri() => new UriBuilder
    {
        Scheme = Scheme,
        Host = Region,
        Path = Name,
        Query = (IsTopic, IsTemporary) switch
        {
            (true, _) => "type=topic",
            (_, true) => "durable=false&autodelete=true",
            _ => "",
        },
    }.Uri;
}
