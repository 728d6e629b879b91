package io.sglflink.job.cli;

import io.sglflink.runtime.bench.ModelShape;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 0.5b}: a shape by its label. */
final class ShapeConverter implements ITypeConverter<ModelShape> {

  @Override
  public ModelShape convert(String value) {
    try {
      return ModelShape.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
