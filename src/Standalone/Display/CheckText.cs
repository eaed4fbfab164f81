using System.Globalization;
using Pipeline.PortWriter.Checking;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.Standalone.Display;

/// <summary>A comparison of the ledger with Port for people: each blueprint, and what differs there.</summary>
internal sealed class CheckText(TextWriter output, SecretRedactor redactor)
{
    public void Write(LedgerComparison comparison)
    {
        foreach (var blueprint in comparison.Blueprints)
        {
            var skipped = blueprint.NotCompared == 0 ? string.Empty : $", {Number(blueprint.NotCompared)} not compared: Port finds them by a search";
            output.WriteLine($"{Safe(blueprint.Blueprint)}: {Number(blueprint.Owned)} at Port, {(blueprint.IsEqual ? "equal" : "different")}{skipped}");
            foreach (var (kind, found) in blueprint.Found)
            {
                Write(kind, found);
            }
        }

        output.WriteLine(comparison.IsEqual ? "The ledger and Port are equal." : "The ledger and Port are different. The next full run puts it right; 'pipeline plan' shows how.");
    }

    private void Write(DifferenceKind kind, Differences found)
    {
        output.WriteLine($"  {Words(kind)}: {Number(found.Count)}");
        foreach (var difference in found.First)
        {
            var resource = difference.Resource is null ? string.Empty : $", made of {difference.Resource}";
            var reason = difference.Reason is null ? string.Empty : $": {difference.Reason}";
            output.WriteLine($"    {Safe($"{difference.Identifier}{resource}{reason}")}");
        }

        if (found.Count > found.First.Count)
        {
            output.WriteLine($"    and {Number(found.Count - found.First.Count)} more");
        }
    }

    private static string Words(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => "written, and not at Port",
        DifferenceKind.OtherOwner => "written, and at Port as somebody else's",
        DifferenceKind.Unattributed => "at Port as ours, and no resource makes them",
        DifferenceKind.Unconfirmed => "Port has not taken them yet",
        DifferenceKind.OpenClaim => "being written, or left by a process that died (no difference)",
        _ => "at Port as ours for what relates to them (no difference)",
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private string Safe(string text) => LogText.Escape(redactor.Redact(text));
}
