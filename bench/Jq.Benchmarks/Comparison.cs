namespace Pipeline.Jq.Benchmarks;

/// <summary>A program and the documents that all three engines run it over.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Program">The jq program.</param>
/// <param name="Documents">One document a line.</param>
public sealed record Comparison(string Name, string Program, IReadOnlyList<string> Documents)
{
    private const int Small = 1000;

    /// <summary>Everything that is compared.</summary>
    public static IEnumerable<Comparison> All()
    {
        var resource = System.Text.Encoding.UTF8.GetString(Resource.Read()).Trim();
        string[] small = [.. Enumerable.Repeat(resource, Small)];
        yield return new("small: path", ".Properties.Arn", small);
        yield return new("small: tags", ".Properties.Tags | map({(.Key): .Value}) | add", small);
        yield return new("small: regex", ".Properties.Arn | capture(\"function:(?<name>.+)$\").name", small);
        yield return new("small: block", Block, small);
        string[] large = [$"[{string.Join(',', Enumerable.Repeat(resource, 5000))}]"];
        yield return new("10 MB: length", "length", large);
        yield return new("10 MB: sum", "map(.Properties.MemorySize) | add", large);
        yield return new("10 MB: as it is", ".", large);
        yield return new("loop of 1e6", "reduce range(1000000) as $i (0; . + $i)", ["null"]);
        yield return new("sort 1e5", "[range(100000) | . * 7919 % 100003] | sort | .[0]", ["null"]);
    }

    /// <summary>A block of a mapping as one program.</summary>
    private const string Block = """
        {identifier: .Identifier, title: .Properties.FunctionName, properties: {arn: .Properties.Arn, runtime: .Properties.Runtime,
        memory: .Properties.MemorySize, timeout: .Properties.Timeout, tags: (.Properties.Tags | map({(.Key): .Value}) | add),
        region: .__Region, subnets: .Properties.VpcConfig.SubnetIds, link: ("https://console.aws.amazon.com/go/view?arn=" + .Properties.Arn)},
        relations: {account: .__AccountId, role: .Properties.Role}}
        """;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
