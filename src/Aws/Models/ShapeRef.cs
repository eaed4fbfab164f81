namespace Pipeline.Aws.Models;

/// <summary>A use of a shape: the shape, and the traits that hold at this place.</summary>
internal sealed record ShapeRef(Shape Shape, Traits Traits)
{
    public ShapeType Type => Shape.Type;

    /// <summary>The member that alone is the body of the HTTP message.</summary>
    public Member? Payload => Traits.Payload is { } name && Shape.TryFind(name, out var member) ? member : null;
}
