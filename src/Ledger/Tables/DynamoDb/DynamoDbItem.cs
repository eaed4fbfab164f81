using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Pipeline.Ledger.Tables.DynamoDb;

/// <summary>How items look in DynamoDB. Names of attributes are short: every byte of them is stored with every item.</summary>
internal static class DynamoDbItem
{
    public const string Partition = "p";
    public const string Sort = "s";
    public const string Version = "v";
    public const string Content = "c";

    /// <summary>When the item is gone, in milliseconds.</summary>
    public const string Expires = "e";

    /// <summary>When DynamoDB may drop it, in seconds, as its time to live wants it; that may take it days.</summary>
    public const string TimeToLive = "ttl";

    /// <summary>The value of a counter.</summary>
    public const string Value = "n";

    public static Dictionary<string, AttributeValue> Key(string prefix, LedgerKey key) => new()
    {
        [Partition] = new AttributeValue(prefix + key.Partition),
        [Sort] = new AttributeValue(key.Sort),
    };

    /// <summary>Counters lie in partitions of their own, so that no query meets one.</summary>
    public static Dictionary<string, AttributeValue> CounterKey(string prefix, LedgerKey key) =>
        Key(prefix, key with { Partition = $"#{key.Partition}" });

    public static Dictionary<string, AttributeValue> Of(string prefix, LedgerWrite write, ReadOnlyMemory<byte> content, long version)
    {
        var item = Key(prefix, write.Key);
        item[Version] = Number(version);
        item[Content] = new AttributeValue { B = new MemoryStream(content.ToArray(), writable: false) };
        if (write.ExpiresAt is { } expires)
        {
            item[Expires] = Number(expires.ToUnixTimeMilliseconds());
            item[TimeToLive] = Number((expires.ToUnixTimeMilliseconds() + 999) / 1000);
        }

        return item;
    }

    /// <summary>The item; null when it has expired.</summary>
    public static LedgerItem? Read(LedgerKey key, Dictionary<string, AttributeValue> item, long now) =>
        item.TryGetValue(Expires, out var expires) && Long(expires) <= now
            ? null
            : new LedgerItem(key, item[Content].B.ToArray(), Long(item[Version]));

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static long Long(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);
}
