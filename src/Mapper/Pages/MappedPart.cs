using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>A message of a mapped page.</summary>
/// <param name="Message">The message.</param>
/// <param name="Bytes">What it comes to on the bus.</param>
internal readonly record struct MappedPart(EntitiesMapped Message, int Bytes);
