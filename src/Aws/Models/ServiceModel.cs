using System.Collections.Concurrent;
using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>One service's metadata, operations and endpoint rules. Operations and shapes are built when first used.</summary>
internal sealed class ServiceModel
{
    private readonly JsonElement _operations;
    private readonly ShapeGraph _shapes;
    private readonly ConcurrentDictionary<string, Operation> _built = new(StringComparer.Ordinal);

    public ServiceModel(string name, JsonElement model)
    {
        Name = name;
        Metadata = ServiceMetadata.Read(model.GetProperty("metadata"));
        EndpointRules = model.TryGetProperty("endpoints", out var endpoints) ? endpoints : default;
        _operations = model.GetProperty("operations");
        _shapes = new ShapeGraph(model.GetProperty("shapes"));
    }

    /// <summary>botocore's name of the service, for example <c>cloudcontrol</c>.</summary>
    public string Name { get; }

    public ServiceMetadata Metadata { get; }

    public JsonElement EndpointRules { get; }

    public IEnumerable<string> OperationNames => _operations.EnumerateObject().Select(operation => operation.Name);

    public Operation? Find(string operation)
    {
        if (_built.TryGetValue(operation, out var known))
        {
            return known;
        }

        return _operations.TryGetProperty(operation, out var definition)
            ? _built.GetOrAdd(operation, name => Operation.Read(Metadata, name, definition, _shapes))
            : null;
    }
}
