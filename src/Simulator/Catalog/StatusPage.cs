namespace Pipeline.Simulator.Catalog;

/// <summary>Whether Port equals the organisation, what goes wrong on purpose, and what was asked.</summary>
internal static class StatusPage
{
    public static Html Create(WorldParts parts, CancellationToken cancellationToken)
    {
        var page = Layout.Begin("Status").Add($"<h1>Status</h1>");
        WriteEquality(page, parts.Compare(cancellationToken));
        page.Add($"<h2>Injected faults</h2>");
        var faults = parts.Faults.Current;
        page.Add($"<ul class=\"list\">");
        foreach (var fault in faults)
        {
            page.Add($"<li>{fault}</li>");
        }

        page.Add($"</ul>");
        if (faults.Count == 0)
        {
            page.Add($"<p class=\"none\">none</p>");
        }

        page.Add($"<h2>Requests</h2><div class=\"scroll\"><table><thead><tr><th>Request</th><th class=\"number\">Count</th></tr></thead><tbody>");
        foreach (var (name, count) in parts.Statistics().Requests)
        {
            page.Add($"<tr><td><code>{name}</code></td><td class=\"number\">{count:N0}</td></tr>");
        }

        return page.Add($"</tbody></table></div>");
    }

    private static void WriteEquality(Html page, EqualityReport report)
    {
        page.Add($"""
            <p class="verdict {(report.Equal ? "yes" : "no")}"><b>{(report.Equal ? "Port equals the organisation" : "Port does not equal the organisation")}</b>
            as the demo mapping maps it: {report.Matching:N0} of {report.Expected:N0} entities as they must be, {report.MissingCount:N0} missing,
            {report.DifferentCount:N0} different, {report.UnexpectedCount:N0} unexpected, {report.ExcusedCount:N0} excused by faults.</p>
            """);
        WriteList(page, "Excused", report.Faults);
        WriteList(page, "Missing", report.Missing);
        WriteList(page, "Different", report.Different);
        WriteList(page, "Unexpected", report.Unexpected);
    }

    private static void WriteList(Html page, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        page.Add($"<details><summary>{title} ({items.Count:N0}{(items.Count == EqualityReport.MostListed ? " or more" : string.Empty)})</summary><ul class=\"list\">");
        foreach (var item in items)
        {
            page.Add($"<li><code>{item}</code></li>");
        }

        page.Add($"</ul></details>");
    }
}
