using Pipeline.Contracts;

namespace Pipeline.Ledger.Resources.Codec;

/// <summary>Scopes and orders within items.</summary>
internal static class ScopeCodec
{
    private const byte GetEach = 1;
    private const byte GroupMembers = 2;

    public static void Write(this ItemWriter writer, Scope scope)
    {
        writer.Text(scope.AccountId);
        writer.Text(scope.Region);
        writer.Text(scope.Kind);
        writer.Byte((byte)((scope.Options.GetEach ? GetEach : 0) | (scope.Options.GroupMembers ? GroupMembers : 0)));
        writer.Text(scope.Options.Through);
    }

    public static Scope ReadScope(ref ItemReader reader)
    {
        var (account, region, kind, flags) = (reader.Text(), reader.Text(), reader.Text(), reader.Byte());
        var through = reader.Text();
        return new Scope
        {
            AccountId = account,
            Region = region,
            Kind = kind,
            Options = flags == 0 && through.Length == 0
                ? ListingOptions.Default
                : new ListingOptions { GetEach = (flags & GetEach) != 0, GroupMembers = (flags & GroupMembers) != 0, Through = through },
        };
    }

    public static void Write(this ItemWriter writer, ObservationOrder order)
    {
        writer.Text(order.MappingVersion);
        writer.Number(order.Ticket);
    }

    public static ObservationOrder ReadOrder(ref ItemReader reader) => new(reader.Text(), (long)reader.Number());
}
