using System.Buffers.Binary;
using System.Security.Cryptography;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>Opens and takes back claims of rows.</summary>
internal static class RowClaims
{
    // The row of a writer that dies over and over. A claim that is pushed out only makes its writer, if it lives, ask again.
    private const int Most = 16;

    /// <summary>A name for a writer that no other has.</summary>
    public static ulong NewToken()
    {
        Span<byte> token = stackalloc byte[8];
        RandomNumberGenerator.Fill(token);
        return BinaryPrimitives.ReadUInt64LittleEndian(token);
    }

    /// <summary>The row with a writer more at work on it. Claims to which no queue can hold the message any more are dropped.</summary>
    public static IReadOnlyList<OpenClaim> With(ResourceRow row, ulong token, ObservationOrder order, DateTimeOffset now) =>
    [
        .. row.Claims.Where(claim => claim.OpenedAt > now - ResourceLedger.AbsentFor).TakeLast(Most - 1),
        new OpenClaim(token, order, now, IsDoubted: false),
    ];

    /// <summary>The claim of a writer; null when it was pushed out.</summary>
    public static OpenClaim? Find(ResourceRow row, ulong token) => row.Claims.FirstOrDefault(claim => claim.Token == token);

    /// <summary>The row without a writer; what was remembered for writers only is forgotten with the last of them.</summary>
    public static ResourceRow Without(ResourceRow row, ulong token)
    {
        List<OpenClaim> others = [.. row.Claims.Where(claim => claim.Token != token)];
        return row with
        {
            Claims = others,
            Contributions = others.Count > 0 ? row.Contributions : [.. row.Contributions.Where(made => !made.IsTaken)],
        };
    }

    /// <summary>A contribution that has left, as writers that meant otherwise need it remembered.</summary>
    public static Contribution Taken(Contribution made) => made.With(
        ContributionState.Dropped | ContributionState.Taken, cleared: ContributionState.Confirmed | ContributionState.Shadowed);
}
