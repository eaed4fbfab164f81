using Pipeline.Aws.Models;

namespace Pipeline.Aws;

/// <summary>The read operations of AWS services that can be called, from botocore's models.</summary>
public static class AwsModels
{
    /// <summary>The names of all services, in ordinal order.</summary>
    public static IReadOnlyList<string> Services => ModelArchive.Services;

    /// <summary>The version of botocore that the models are taken from.</summary>
    public static string SourceVersion => ModelArchive.SourceVersion;

    /// <summary>The names of a service's operations.</summary>
    /// <exception cref="AwsException">There is no such service; the message names the nearest.</exception>
    public static IReadOnlyList<string> Operations(string service) => [.. FindService(service).OperationNames];

    /// <summary>Looks an operation up.</summary>
    /// <exception cref="AwsException">There is no such service or operation; the message names the nearest.</exception>
    public static AwsOperation Operation(string service, string operation) =>
        new(service, FindOperation(FindService(service), operation));

    internal static ServiceModel FindService(string service) => ModelArchive.Find(service)
        ?? throw new AwsException(
            AwsErrorClass.InvalidRequest,
            "UnknownService",
            $"There is no AWS service '{service}'{Nearest.Hint(service, ModelArchive.Services)}.");

    internal static Operation FindOperation(ServiceModel service, string operation) => service.Find(operation)
        ?? throw new AwsException(
            AwsErrorClass.InvalidRequest,
            "UnknownOperation",
            $"The service '{service.Name}' has no read operation '{operation}'{Nearest.Hint(operation, service.OperationNames)}.");
}
