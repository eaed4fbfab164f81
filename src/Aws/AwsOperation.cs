using Pipeline.Aws.Models;

namespace Pipeline.Aws;

/// <summary>What the models say about an operation.</summary>
public sealed record AwsOperation
{
    internal AwsOperation(string service, Operation operation)
    {
        Service = service;
        Name = operation.Name;
        Paginator = operation.Paginator;
        Parameters = [.. operation.Input?.Shape.Members.Select(member => member.Name) ?? []];
    }

    public string Service { get; }

    public string Name { get; }

    /// <summary>The names of the parameters it takes.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>How it pages, or <see langword="null"/> when botocore knows of no pages.</summary>
    public AwsPaginator? Paginator { get; }
}
