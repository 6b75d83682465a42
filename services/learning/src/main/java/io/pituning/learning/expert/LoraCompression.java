package io.pituning.learning.expert;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Brings a LoRA to a lower rank: per layer the best approximation of its product B·A, by singular values (Eckart-Young).
 *
 * <p>With B = Q₁R₁ and Aᵀ = Q₂R₂ the singular values are those of R₁R₂ᵀ, which is as small as the rank.
 *
 * @param expert of the lower rank; its tensors are the caller's to close
 * @param error ‖BA - B'A'‖ / ‖BA‖ over all layers together, Frobenius norm, 0 to 1
 */
public record LoraCompression(Expert expert, double error) {

    /**
     * Compresses.
     *
     * @param expert a LoRA; stays the caller's
     * @param rank of the result; an expert of no higher rank is only copied
     */
    public static LoraCompression of(Expert expert, int rank) {
        Lora lora = (Lora) expert.method();
        if (lora.rank() <= rank) {
            return new LoraCompression(Expert.of(lora, expert.tensors().copy()), 0);
        }
        Map<String, Tensor> compressed = new LinkedHashMap<>();
        double lost = 0;
        double whole = 0;
        for (String name : expert.tensors().names()) {
            if (name.endsWith(".lora_A")) {
                String layer = name.substring(0, name.length() - ".lora_A".length());
                RealMatrix a = matrix(expert.tensors().get(name));
                RealMatrix b = matrix(expert.tensors().get(layer + ".lora_B"));
                Factors factors = Factors.of(a, b, rank);
                compressed.put(name, tensor(factors.a()));
                compressed.put(layer + ".lora_B", tensor(factors.b()));
                lost += factors.lost();
                whole += factors.whole();
            }
        }
        Lora smaller = new Lora(rank, lora.scaling(), lora.targets());
        return new LoraCompression(
                Expert.of(smaller, new NamedTensors(compressed)), whole == 0 ? 0 : Math.sqrt(lost / whole));
    }

    /**
     * The factors of one layer.
     *
     * @param lost sum of the squared singular values left out
     * @param whole sum of all squared singular values
     */
    private record Factors(RealMatrix a, RealMatrix b, double lost, double whole) {

        static Factors of(RealMatrix a, RealMatrix b, int rank) {
            QRDecomposition left = new QRDecomposition(b);
            QRDecomposition right = new QRDecomposition(a.transpose());
            int inner = a.getRowDimension();
            RealMatrix q1 = columns(left.getQ(), inner);
            RealMatrix q2 = columns(right.getQ(), inner);
            RealMatrix core = rows(left.getR(), inner).multiplyTransposed(rows(right.getR(), inner));
            SingularValueDecomposition svd = new SingularValueDecomposition(core);
            double[] values = svd.getSingularValues();
            int kept = Math.min(rank, values.length);
            RealMatrix newB = new Array2DRowRealMatrix(b.getRowDimension(), rank);
            RealMatrix newA = new Array2DRowRealMatrix(rank, a.getColumnDimension());
            RealMatrix u = q1.multiply(svd.getU());
            RealMatrix v = q2.multiply(svd.getV());
            double lost = 0;
            double whole = 0;
            for (int i = 0; i < values.length; i++) {
                whole += values[i] * values[i];
                if (i < kept) {
                    newB.setColumnVector(i, u.getColumnVector(i).mapMultiply(Math.sqrt(values[i])));
                    newA.setRowVector(i, v.getColumnVector(i).mapMultiply(Math.sqrt(values[i])));
                } else {
                    lost += values[i] * values[i];
                }
            }
            return new Factors(newA, newB, lost, whole);
        }

        private static RealMatrix columns(RealMatrix matrix, int count) {
            return matrix.getSubMatrix(
                    0, matrix.getRowDimension() - 1, 0, Math.min(count, matrix.getColumnDimension()) - 1);
        }

        private static RealMatrix rows(RealMatrix matrix, int count) {
            return matrix.getSubMatrix(
                    0, Math.min(count, matrix.getRowDimension()) - 1, 0, matrix.getColumnDimension() - 1);
        }
    }

    private static RealMatrix matrix(Tensor tensor) {
        float[] values = tensor.toFloats();
        int columns = Math.toIntExact(tensor.size(1));
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return new Array2DRowRealMatrix(rows, false);
    }

    private static Tensor tensor(RealMatrix matrix) {
        int columns = matrix.getColumnDimension();
        float[] values = new float[matrix.getRowDimension() * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix.getEntry(i / columns, i % columns);
        }
        return Tensor.of(values, matrix.getRowDimension(), columns);
    }
}
